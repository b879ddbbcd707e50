const QUARTER_HOUR_MS = 900_000;
const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d{2}:?\d{2})$/;

/** As most programs write UTC. */
const PLAIN_INSTANT = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;
const MAX_DAYS_REMEMBERED = 10_000;
/** Days of the calendar between 1970 and 2199: looking them up is much quicker than asking the calendar again. */
const daysSeen = new Set<string>();

/** `2026-08-21` if it is a day of the calendar, else null. */
export function parseDay(text: string): string | null {
  if (!DAY.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text ? text : null;
}

/** Why a text is no instant. */
export type InstantProblem = "no_zone" | "not_a_time" | "out_of_range";

/**
 * ISO 8601 with a zone to UTC with milliseconds (`2026-11-02T09:30:00.000Z`); finer fractions are cut off.
 * A time without a zone is refused, since whose midnight it means cannot be known. Years 1970 to 2199.
 */
export function parseInstant(text: string): { ok: true; instant: string } | { ok: false; problem: InstantProblem } {
  if (PLAIN_INSTANT.test(text) && isDayInRange(text.slice(0, 10))) {
    return { ok: true, instant: text.length === 24 ? text : `${text.slice(0, 19)}.000Z` };
  }
  const match = INSTANT.exec(text.trim());
  if (!match) {
    const bare = /^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?)?$/.test(text.trim());
    return { ok: false, problem: bare ? "no_zone" : "not_a_time" };
  }
  const [, day = "", hour = "", minute = "", second = "00", fraction = "", zone = "Z"] = match;
  if (!parseDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return { ok: false, problem: "not_a_time" };
  }
  const offset = zone.toUpperCase() === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const ms = Date.parse(`${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, "0")}${offset}`);
  if (Number.isNaN(ms)) return { ok: false, problem: "not_a_time" };
  const instant = new Date(ms).toISOString();
  if (instant < "1970" || instant >= "2200") return { ok: false, problem: "out_of_range" };
  return { ok: true, instant };
}

function isDayInRange(day: string): boolean {
  if (daysSeen.has(day)) return true;
  if (day < "1970" || day >= "2200" || !parseDay(day)) return false;
  if (daysSeen.size < MAX_DAYS_REMEMBERED) daysSeen.add(day);
  return true;
}

/**
 * A function from instants (UTC ISO 8601) to calendar days of a zone. Zones change their offset and their day on
 * quarter hours only, so that each quarter hour is looked up once.
 *
 * @throws RangeError on a zone that the platform does not know.
 */
export function dayIn(timeZone: string): (instant: string) => string {
  if (timeZone === "UTC") return (instant) => instant.slice(0, 10);
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const days = new Map<number, string>();
  return (instant) => {
    const ms = Date.parse(instant);
    const quarter = Math.floor(ms / QUARTER_HOUR_MS);
    let day = days.get(quarter);
    if (day === undefined) {
      day = format.format(ms);
      if (days.size > 100_000) days.clear();
      days.set(quarter, day);
    }
    return day;
  };
}

/** The instant at which a day starts in a zone, UTC ISO 8601. */
export function startOfDay(day: string, timeZone: string): string {
  const dayOf = dayIn(timeZone);
  // No zone is further than 15 hours from UTC: walk the quarter hours around UTC's own midnight.
  const first = Date.parse(`${day}T00:00:00Z`) - 15 * 4 * QUARTER_HOUR_MS;
  for (let ms = first; ms < first + 2 * DAY_MS; ms += QUARTER_HOUR_MS) {
    const instant = new Date(ms).toISOString();
    if (dayOf(instant) >= day) return instant;
  }
  throw new RangeError(`${timeZone} has no ${day}`);
}

/** Whole days later (or earlier, if negative). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
