/** Keeps a person's choice of light or dark; without it the device decides. */
export const THEME_COOKIE = "payoff_theme";

/** Keeps a person's choice of narrow rows; without it they are wide. */
export const DENSITY_COOKIE = "payoff_density";
