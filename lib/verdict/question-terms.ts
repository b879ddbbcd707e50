import { parseDay } from "@/lib/time";

/** The lens for prices: what if the candidate's model cost this many times what was billed? */
export const PRICE_RATIO = { asBilled: 1, least: 0.05, most: 20 };

/** A price ratio as a URL gives it; empty is as billed. */
export function parsePriceRatio(text: string): { ok: true; value: number } | { ok: false; message: string } {
  if (text.trim() === "") return { ok: true, value: PRICE_RATIO.asBilled };
  const value = Number(text);
  return value >= PRICE_RATIO.least && value <= PRICE_RATIO.most
    ? { ok: true, value }
    : {
        ok: false,
        message: `price_ratio must lie between ${PRICE_RATIO.least} and ${PRICE_RATIO.most}, and is “${text.slice(0, 50)}”`,
      };
}

const MOST_CANDIDATES = 1_000;

/** How many candidates a baseline is compared with, as a URL gives it; empty is one. */
export function parseCandidates(text: string): { ok: true; value: number } | { ok: false; message: string } {
  if (text.trim() === "") return { ok: true, value: 1 };
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= MOST_CANDIDATES
    ? { ok: true, value }
    : {
        ok: false,
        message: `candidates must be a whole number from 1 to ${MOST_CANDIDATES}, and is “${text.slice(0, 50)}”`,
      };
}

/** The second lens for prices: the day whose prices all runs are read at, as a URL gives it; empty is as they were. */
export function parsePricesAt(text: string): { ok: true; value: string | null } | { ok: false; message: string } {
  const typed = text.trim();
  const value = typed === "" ? null : parseDay(typed);
  return typed === "" || value !== null
    ? { ok: true, value }
    : { ok: false, message: `prices_at must be a day like 2026-11-01, and is “${text.slice(0, 50)}”` };
}
