import { DENSITY_COOKIE, THEME_COOKIE } from "@/lib/view/theme";

const YEAR_SECONDS = 31_536_000;

/** Switches between light and dark, from whatever is shown now, and remembers it. */
export function switchTheme(): void {
  const root = document.documentElement;
  const shown = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  root.dataset.theme = shown === "dark" ? "light" : "dark";
  remember(THEME_COOKIE, root.dataset.theme);
}

/** Switches between wide and narrow rows of tables, and remembers it. */
export function switchDensity(): void {
  const { dataset } = document.documentElement;
  if (dataset.density) delete dataset.density;
  else dataset.density = "compact";
  remember(DENSITY_COOKIE, dataset.density ?? "");
}

function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser, and this is one plain value
  document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
}
