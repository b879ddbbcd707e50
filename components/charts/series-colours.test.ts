import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync("app/globals.css", "utf8");

/** A token's colour in light and in dark. */
function token(name: string): [light: string, dark: string] {
  const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  if (!match?.[1] || !match[2]) throw new Error(`globals.css has no --${name}`);
  return [match[1], match[2]];
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["paper", "card", "sunken"];

describe.each([["light", 0] as const, ["dark", 1] as const])("in %s", (_theme, at) => {
  test.each(Array.from({ length: 8 }, (_, place) => `series-${place + 1}`))("%s stands out 3:1", (name) => {
    for (const ground of GROUNDS) expect(contrast(token(name)[at], token(ground)[at])).toBeGreaterThanOrEqual(3);
  });

  test.each(["ink", "dim", "accent", "good", "bad", "unsure"])("%s can be read as text, 4.5:1", (name) => {
    for (const ground of GROUNDS) expect(contrast(token(name)[at], token(ground)[at])).toBeGreaterThanOrEqual(4.5);
  });
});
