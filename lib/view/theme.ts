/** Keeps a person's choice of light or dark; without it the device decides. */
export const THEME_COOKIE = "payoff_theme";
