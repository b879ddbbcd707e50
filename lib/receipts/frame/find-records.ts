import { guessMapping } from "../guess-mapping";
import { REQUIRED_TARGETS } from "../mapping";
import { createJsonFramer } from "./json-framer";

/** The list that our own answers give receipts in. */
const OWN = "receipts";
/** What lists of records are called that know nothing of runs, and a run's own lists hardly are. */
const USUAL = ["data", "rows", "items", "results", "records", "runs", "entries", "events", "logs", "traces"];

/**
 * The name of the list that holds the records, where a file is an object around them (`{"data": […]}`), or null where
 * its objects are the records. `receipts` is taken at its word. Another list must be the only one of objects, and what
 * is in it must look more like runs than the object around it does: a run has lists too (its messages, its attempts).
 *
 * @param head The beginning of a file that starts with `{`.
 * @returns the name as it is spelt between its quotes.
 */
export function findRecords(head: string): string | null {
  const lists: { name: string; first: Record<string, unknown> | null }[] = [];
  const around: Record<string, unknown> = {};
  for (const { text, isWhole } of membersOf(head)) {
    const [, name, value] = /^\s*"((?:[^"\\]|\\.)*)"\s*:\s*([\s\S]*)$/.exec(text) ?? [];
    if (name === undefined || value === undefined) continue;
    if (value.startsWith("[")) lists.push({ name, first: firstObject(value) });
    else if (isWhole) around[name] = parse(value);
  }
  if (lists.some(({ name }) => name === OWN)) return OWN;
  const [list, another] = lists.filter(({ first }) => first !== null);
  if (!list?.first || another) return null;
  const missingAround = guessMapping([around]).missing.length;
  const missingWithin = guessMapping([list.first]).missing.length;
  if (missingWithin < missingAround) return list.name;
  return missingAround === REQUIRED_TARGETS.length && USUAL.includes(list.name.toLowerCase()) ? list.name : null;
}

/** The names of the members that the first object of a text has, as far as the text goes. */
export function memberNames(head: string): string[] {
  return membersOf(head).flatMap(({ text }) => /^\s*"((?:[^"\\]|\\.)*)"\s*:/.exec(text)?.[1] ?? []);
}

/** The members of the first object of a text; the last one may break off. */
function membersOf(text: string): { text: string; isWhole: boolean }[] {
  const members: { text: string; isWhole: boolean }[] = [];
  let depth = 0;
  let inString = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (inString) {
      if (character === "\\") at += 1;
      else if (character === '"') inString = false;
      continue;
    }
    const isEnd = (character === "}" || character === "]") && depth === 1;
    if (character === '"') inString = true;
    else if (isEnd || (character === "," && depth === 1)) {
      members.push({ text: text.slice(from, at), isWhole: true });
      if (isEnd) return members;
      from = at + 1;
    } else if (character === "{" || character === "[") {
      depth += 1;
      if (depth === 1) from = at + 1;
    } else if (character === "}" || character === "]") depth -= 1;
  }
  return [...members, { text: text.slice(from), isWhole: false }];
}

/** The first element of a list that may break off, if it is whole and an object. */
function firstObject(list: string): Record<string, unknown> | null {
  const [frame] = createJsonFramer("array").push(Buffer.from(list));
  const first = frame && "text" in frame ? parse(frame.text) : null;
  return typeof first === "object" && first !== null && !Array.isArray(first)
    ? (first as Record<string, unknown>)
    : null;
}

/** What is not JSON is nothing that a decision could rest on. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
