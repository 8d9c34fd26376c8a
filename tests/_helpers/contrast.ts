/** Colours of a style sheet, and whether text in them can be read. */

/** The `--name: #rrggbb` colours of a style sheet: those of the light palette, then those of the dark one. */
export function palettes(css: string): { light: Record<string, string>; dark: Record<string, string> } {
  const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");
  const colours = (part: string): Record<string, string> =>
    Object.fromEntries(
      [...part.matchAll(/--([a-z]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]),
    );
  return { light: colours(light), dark: colours(dark) };
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2); 4.5 is enough for text. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
