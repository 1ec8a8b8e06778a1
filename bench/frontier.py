"""Draws docs/engine.svg: python3 bench/frontier.py > docs/engine.svg. The points are those of the table in docs/engine.md."""

import math

POINTS = [("teacher (MiniLM, 6 layers)", 5500, 89.5, 88.1), ("ships: 6 × 256", 71000, 86.6, 86.2), ("perceptron before", 98000, 80.8, 80.0)]
WIDE, HIGH, LEFT, LOW = 640, 320, 60, 280
x = lambda speed: LEFT + (math.log10(speed) - 3.5) / 1.6 * (WIDE - LEFT - 30)
y = lambda las: LOW - (las - 79) / 12 * (LOW - 20)

print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="12">')
print(f'<rect width="{WIDE}" height="{HIGH}" fill="white"/>')
for las in range(80, 92, 2):
    print(f'<path d="M{LEFT} {y(las):.0f}H{WIDE - 20}" stroke="#ddd"/><text x="{LEFT - 25}" y="{y(las) + 4:.0f}">{las}</text>')
for speed in (5000, 10000, 20000, 50000, 100000):
    print(f'<path d="M{x(speed):.0f} 20V{LOW}" stroke="#ddd"/><text x="{x(speed) - 18:.0f}" y="{LOW + 16}">{speed:,}</text>')
print(f'<path d="M{x(30000):.0f} 20V{LOW}" stroke="#c33" stroke-dasharray="4"/><text x="{x(30000) + 4:.0f}" y="32" fill="#c33">bar: 30,000</text>')
for name, speed, ewt, gum in POINTS:
    print(f'<circle cx="{x(speed):.0f}" cy="{y(ewt):.0f}" r="5" fill="#246"/><circle cx="{x(speed):.0f}" cy="{y(gum):.0f}" r="5" fill="#7ac"/>')
    print(f'<text x="{min(x(speed) + 9, WIDE - 140):.0f}" y="{y(ewt) - 8:.0f}">{name}</text>')
print(f'<text x="{LEFT}" y="{HIGH - 6}">words a second, one thread · LAS on gold words, dev: dark EWT, light GUM-free</text>')
print("</svg>")
