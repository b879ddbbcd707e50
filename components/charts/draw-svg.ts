/** What a stylesheet may say of a shape or a text, and a file by itself must. */
const LOOK = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "opacity",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
] as const;
const NAMESPACE = "http://www.w3.org/2000/svg";
const MARGIN = 16;
const TITLE_HEIGHT = 30;
const FONT = "ChartFont, system-ui, sans-serif";

/** A picture of the page as a file that needs nothing else: its title over it, colours and font within it, light. */
export async function drawSvg(
  picture: SVGSVGElement,
  title: string,
): Promise<{ text: string; width: number; height: number }> {
  const box = picture.getBoundingClientRect();
  const width = Math.round(box.width) + 2 * MARGIN;
  const height = Math.round(box.height) + 2 * MARGIN + TITLE_HEIGHT;
  const { copy, paper, ink } = inLight(() => ({
    copy: withLook(picture),
    paper: colour("--card"),
    ink: colour("--ink"),
  }));
  for (const [name, value] of Object.entries({ x: MARGIN, y: MARGIN + TITLE_HEIGHT, ...sizeOf(box) })) {
    copy.setAttribute(name, String(value));
  }
  const file = make("svg", { xmlns: NAMESPACE, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT });
  const style = make("style", {});
  style.textContent = await fontFace();
  const heading = make("text", { x: MARGIN, y: MARGIN + 14, fill: ink, "font-size": 15, "font-weight": 600 });
  heading.textContent = title;
  file.append(style, make("rect", { width, height, fill: paper }), heading, copy);
  return { text: new XMLSerializer().serializeToString(file), width, height };
}

function make(tag: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

function sizeOf({ width, height }: DOMRect): { width: number; height: number } {
  return { width: Math.round(width), height: Math.round(height) };
}

/** Reads the page as it is in light. Nothing is painted between, so that nobody sees it. */
function inLight<T>(read: () => T): T {
  const { dataset } = document.documentElement;
  const before = dataset.theme;
  dataset.theme = "light";
  try {
    return read();
  } finally {
    if (before === undefined) delete dataset.theme;
    else dataset.theme = before;
  }
}

function colour(token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** A copy in which each element says itself what the stylesheet says of it. */
function withLook(picture: SVGSVGElement): SVGSVGElement {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const copies = [...copy.querySelectorAll<SVGElement>("*")];
  [...picture.querySelectorAll<SVGElement>("*")].forEach((element, at) => {
    const style = getComputedStyle(element);
    copies[at]?.removeAttribute("class");
    for (const name of LOOK) copies[at]?.style.setProperty(name, style.getPropertyValue(name));
  });
  copy.removeAttribute("class");
  copy.removeAttribute("style");
  return copy;
}

/** The page's own font, within the file; without it, where it cannot be had, the system's. */
async function fontFace(): Promise<string> {
  const family = getComputedStyle(document.body).fontFamily.split(",")[0]?.trim();
  const sources = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules]
      .filter((rule) => rule instanceof CSSFontFaceRule)
      .filter(({ style }) => style.getPropertyValue("font-family") === family)
      .map(({ style }) => ({ base: sheet.href, address: /url\("?([^")]+)/.exec(style.getPropertyValue("src"))?.[1] })),
  );
  const [source] = sources;
  if (!source?.address) return "";
  const answer = await fetch(new URL(source.address, source.base ?? location.href));
  if (!answer.ok) return "";
  const reader = new FileReader();
  reader.readAsDataURL(await answer.blob());
  await new Promise((done) => reader.addEventListener("load", done, { once: true }));
  return `@font-face{font-family:ChartFont;font-weight:100 900;src:url(${reader.result})}`;
}
