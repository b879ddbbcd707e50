/** Every page of the app with the synthetic story, and whether it has a chart of recharts. Add yours. */
export const PAGES: { path: string; hasChart: boolean }[] = [
  { path: "/", hasChart: true },
  { path: "/upgrades", hasChart: false },
  { path: "/upgrades/compare", hasChart: false },
  { path: "/upgrades/compare?baseline=gpt-5.4~high&candidate=gpt-5.5~high", hasChart: false },
  { path: "/steps", hasChart: false },
  { path: "/receipts", hasChart: false },
  { path: "/receipts?model=none", hasChart: false },
  { path: "/receipts/none", hasChart: false },
  { path: "/review", hasChart: false },
  { path: "/uploads", hasChart: false },
  { path: "/settings", hasChart: false },
  { path: "/settings/prices", hasChart: false },
  { path: "/settings/models", hasChart: false },
  { path: "/?nothing=known", hasChart: false },
];
