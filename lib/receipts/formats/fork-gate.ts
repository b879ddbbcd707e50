import { idOf } from "./call-part";
import { type ForeignObject, numberOf } from "./foreign-value";

/** Tells a parent's lines, copied to the beginning of a forked session, from its own. To be asked line by line. */
export type ForkGate = { isCopy(turn: ForeignObject | null, time: string | null): boolean };

/** All copies are written at once, whatever times they had: later than this after the fork, none is. */
const COPYING_MS = 1_000;
const UUID_V7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/i;

/**
 * A gate that opens with the first turn that began after the fork. Copies carry the time of the copying, so that only a
 * turn's id (UUID v7, RFC 9562: its first 48 bits are a time in milliseconds) or its `started_at` (seconds) tells when it
 * began; in files that name neither, the first line that is clearly later than the fork opens it.
 *
 * @param sessionId Of the fork itself; its own time, if it is a UUID v7, is when it was made.
 * @param made What the session says of when that was.
 * @param time Of its first line.
 */
export function createForkGate(sessionId: string | null, made: unknown, time: string | null): ForkGate {
  const said = Date.parse(typeof made === "string" ? made : (time ?? ""));
  const forkedMs = uuidTime(sessionId) ?? (Number.isNaN(said) ? null : said);
  let isOpen = forkedMs === null;
  let turnsAreTimed = false;
  return {
    isCopy(turn, time) {
      if (isOpen || forkedMs === null) return false;
      const startedAt = numberOf(turn?.started_at);
      const beganMs = turn && (uuidTime(idOf(turn.turn_id)) ?? (startedAt === null ? null : startedAt * 1_000 + 999));
      if (beganMs !== null) {
        turnsAreTimed = true;
        isOpen = beganMs >= forkedMs;
      } else if (!turnsAreTimed && time !== null) isOpen = Date.parse(time) - forkedMs > COPYING_MS;
      return !isOpen;
    },
  };
}

function uuidTime(id: string | null): number | null {
  const [, high = "", low = ""] = UUID_V7.exec(id ?? "") ?? [];
  return high === "" ? null : Number.parseInt(high + low, 16);
}
