const NEEDED_VERSION = 15;

/** What can go wrong on the way to a PostgreSQL, by the codes of Node.js, the driver and the server. */
const REASONS: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no host of that name",
  EAI_AGAIN: "the name of the host could not be looked up",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  ECONNRESET: "the connection was broken off",
  ETIMEDOUT: "no answer in time",
  CONNECT_TIMEOUT: "no answer in time",
  CONNECTION_CLOSED: "the connection was broken off",
  CONNECTION_DESTROYED: "the connection was broken off",
  "28P01": "it refused the user name or password",
  "28000": "it does not let this user in",
  "3D000": "it has no database of that name",
  "53300": "it has no connection left",
  "57P03": "it is starting or stopping",
};

/** Where a database is, without user and password: safe to print. */
export function placeOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, pathname } = new URL(url);
  if (protocol !== "postgres:" && protocol !== "postgresql:") return null;
  return `${host || "localhost"}${pathname === "/" ? "" : pathname}`;
}

/** The sentence for a DATABASE_URL that is no address. */
export const NOT_AN_ADDRESS =
  "DATABASE_URL is not the address of a PostgreSQL. Write it as postgres://user:password@host:5432/database, " +
  "with the special characters of the password percent-encoded.";

/**
 * Why a database did not answer, in one sentence. Never repeats the address as given, nor the error's own words,
 * since either may hold the password.
 */
export function troubleSentence(url: string, error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  const reason = REASONS[code] ?? (code ? `error ${code}` : "the reason is not known");
  return `The database of DATABASE_URL, ${placeOf(url)}, cannot be used: ${reason}.`;
}

/** The sentence for a server that is too old, or null. @param versionNumber `server_version_num`, 150004 say. */
export function tooOldSentence(url: string, versionNumber: number): string | null {
  const major = Math.floor(versionNumber / 10_000);
  if (major >= NEEDED_VERSION) return null;
  return `The database of DATABASE_URL, ${placeOf(url)}, is PostgreSQL ${major}, and Payoff needs ${NEEDED_VERSION} or newer.`;
}
