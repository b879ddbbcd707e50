/** The browser's session: a token whose hash the database knows. */
export const SESSION_COOKIE = "payoff_session";
