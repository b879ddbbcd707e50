import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { type Mapping, parseMapping } from "@/lib/receipts/mapping";
import type { Db } from "../client";
import { mappings } from "../schema/mappings";

/** The mapping that the project saved for files with just these field names, or null. */
export async function getMapping(db: Db, projectId: string, names: string[]): Promise<Mapping | null> {
  const [row] = await db
    .select({ mapping: mappings.mapping })
    .from(mappings)
    .where(and(eq(mappings.projectId, projectId), eq(mappings.fieldsHash, hashOf(names))));
  const parsed = row && parseMapping(row.mapping);
  return parsed?.ok ? parsed.mapping : null;
}

/** Remembers a mapping for files with these field names; a new one takes the old one's place. */
export async function saveMapping(db: Db, projectId: string, names: string[], mapping: Mapping): Promise<void> {
  await db
    .insert(mappings)
    .values({ projectId, fieldsHash: hashOf(names), mapping })
    .onConflictDoUpdate({
      target: [mappings.projectId, mappings.fieldsHash],
      set: { mapping, savedAt: new Date().toISOString() },
    });
}

function hashOf(names: string[]): string {
  return createHash("sha256")
    .update(JSON.stringify([...names].sort()))
    .digest("hex");
}
