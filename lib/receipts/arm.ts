import { SERVICE_TIERS } from "./receipt";

/**
 * The compared unit, as it stands in a URL: `model[~effort[~tier]]`. null pools all values of a field,
 * the empty text is *not recorded* (`unset` in a URL). A ~ that belongs to a name is written `%7E`, and a % `%25`.
 */
export type Arm = { model: string; effort: string | null; serviceTier: string | null };

const UNSET = "unset";

/** `gpt-5.4~high~fast` to an arm; null if it is none. */
export function parseArm(text: string): Arm | null {
  const parts = text.split("~").map((part) => part.replace(/%7E/gi, "~").replaceAll("%25", "%"));
  const [model = "", effort, tier] = parts;
  if (model === "" || model.length > 200 || parts.length > 3 || effort === "" || tier === "" || text.includes("\0")) {
    return null;
  }
  if (tier !== undefined && tier !== UNSET && !(SERVICE_TIERS as readonly string[]).includes(tier)) return null;
  const value = (part: string | undefined) => (part === undefined ? null : part === UNSET ? "" : part);
  return { model, effort: value(effort), serviceTier: value(tier) };
}

/** The inverse of `parseArm`. */
export function formatArm(arm: Arm): string {
  const escaped = (part: string) => part.replaceAll("%", "%25").replaceAll("~", "%7E");
  const text = (part: string) => (part === "" ? UNSET : escaped(part));
  if (arm.effort === null) return escaped(arm.model);
  if (arm.serviceTier === null) return `${escaped(arm.model)}~${text(arm.effort)}`;
  return `${escaped(arm.model)}~${text(arm.effort)}~${text(arm.serviceTier)}`;
}

/** Whether a run can belong to both: the arms are the same, or one pools what the other is a part of. */
export function armsOverlap(a: Arm, b: Arm): boolean {
  const same = (one: string | null, other: string | null) => one === null || other === null || one === other;
  return a.model === b.model && same(a.effort, b.effort) && same(a.serviceTier, b.serviceTier);
}

/** Whether a run, cell or row belongs to an arm. */
export function matchesArm(arm: Arm, of: { model: string; effort: string; serviceTier: string }): boolean {
  return (
    of.model === arm.model &&
    (arm.effort === null || of.effort === arm.effort) &&
    (arm.serviceTier === null || of.serviceTier === arm.serviceTier)
  );
}
