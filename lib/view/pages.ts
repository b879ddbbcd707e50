/** The pages of the main navigation, in its order, each with the key that follows `g`. */
export const PAGES = [
  { href: "/", label: "Overview", key: "o" },
  { href: "/upgrades", label: "Upgrades", key: "u" },
  { href: "/steps", label: "Steps", key: "s" },
  { href: "/receipts", label: "Receipts", key: "r" },
  { href: "/review", label: "Review", key: "v" },
  { href: "/uploads", label: "Uploads", key: "l" },
  { href: "/settings", label: "Settings", key: "e" },
] as const;

export type PageHref = (typeof PAGES)[number]["href"];
