import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { FileSignature } from "@/lib/receipts/file-signature";
import { type Mapping, parseMapping } from "@/lib/receipts/mapping";
import type { Db } from "../client";
import { mappings } from "../schema/mappings";

/** The mapping that the project saved for files of just this kind, or null. */
export async function getMapping(db: Db, projectId: string, signature: FileSignature): Promise<Mapping | null> {
  const [row] = await db
    .select({ mapping: mappings.mapping })
    .from(mappings)
    .where(and(eq(mappings.projectId, projectId), eq(mappings.fieldsHash, hashOf(signature))));
  const parsed = row && parseMapping(row.mapping);
  return parsed?.ok ? parsed.mapping : null;
}

/** Remembers a mapping for files of this kind; a new one takes the old one's place. */
export async function saveMapping(
  db: Db,
  projectId: string,
  signature: FileSignature,
  mapping: Mapping,
): Promise<void> {
  await db
    .insert(mappings)
    .values({ projectId, fieldsHash: hashOf(signature), mapping })
    .onConflictDoUpdate({
      target: [mappings.projectId, mappings.fieldsHash],
      set: { mapping, savedAt: new Date().toISOString() },
    });
}

function hashOf({ paths, sources }: FileSignature): string {
  return createHash("sha256").update(JSON.stringify({ paths, sources })).digest("hex");
}
