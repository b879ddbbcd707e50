import type { CellKey } from "@/lib/receipts/cell";
import { type CellDifference, verifyCells } from "../cells/verify";
import type { Db } from "../client";

/** Printed at most, of each project: the first ones tell where to look. */
const DIFFERENCES_SHOWN = 50;

/** `npm run db:verify`: are the cells exactly what the receipts add up to? */
export async function verify(db: Db): Promise<boolean> {
  const verifications = await verifyCells(db);
  let wrong = 0;
  for (const { projectId, receipts, cells, differences } of verifications) {
    wrong += differences.length;
    const found = differences.length === 1 ? "1 difference" : `${differences.length} differences`;
    console.log(`Project ${projectId}: ${cells} cells recomputed from ${receipts} receipts, ${found}.`);
    for (const difference of differences.slice(0, DIFFERENCES_SHOWN)) console.log(`  ${differenceLine(difference)}`);
    const more = differences.length - DIFFERENCES_SHOWN;
    if (more > 0) console.log(`  … and ${more} more`);
  }
  if (verifications.length === 0) console.log("There is no project yet: nothing to compare.");
  if (wrong > 0) console.log("The totals are not right. `npm run db:rebuild` makes them anew from the receipts.");
  return wrong === 0;
}

function differenceLine({ key, field, stored, recomputed }: CellDifference): string {
  return `${cellName(key)}: ${field} is ${stored}, the receipts say ${recomputed}`;
}

/** The parts of a cell's key that are set, in the order of the key. */
function cellName(key: CellKey): string {
  const arm = [key.model, key.effort, key.serviceTier].filter((part) => part !== "").join("~");
  const rest = { lane: key.lane, harness: key.harness, assign: key.assign };
  const named = Object.entries(rest).flatMap(([name, value]) => (value === "" ? [] : [`${name} ${value}`]));
  const policy = key.policyVersion === 0 ? [] : [`policy ${key.policyVersion}`];
  return [key.day, `${key.workflow}/${key.step}`, arm, ...named, ...policy, key.state, `unknown ${key.unknown}`].join(
    " ",
  );
}
