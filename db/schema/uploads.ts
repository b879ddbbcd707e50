import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { projects } from "./projects";

const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);

/** One file each, with what has become of it so far. */
export const uploads = pgTable(
  "uploads",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id),
    id: text().notNull(),
    filename: text().notNull(),
    /** As recognised; null until it is. */
    format: text(),
    mapping: jsonb(),
    /** What a foreign format was recognised by. */
    recognisedBy: text("recognised_by"),
    /** `[{reason, count}]`: records of a foreign format that carry nothing to count. */
    leftOut: jsonb("left_out"),
    /** What became of the files of an archive, the first thousand; null where it is none. */
    files: jsonb(),
    filesNotShown: integer("files_not_shown").notNull().default(0),
    status: text().notNull().default("running"),
    /** Why it failed, in words. */
    error: text(),
    /** As they arrived, before unpacking. */
    bytes: count("bytes"),
    /** As the client announced; null if it did not. */
    totalBytes: bigint("total_bytes", { mode: "number" }),
    received: count("received"),
    inserted: count("inserted"),
    amended: count("amended"),
    duplicates: count("duplicates"),
    unpriced: count("unpriced"),
    rejected: count("rejected"),
    /** Times that it was sent: a broken upload may be sent again under its id. */
    attempts: integer().notNull().default(1),
    /** When whoever takes it in, or undoes it, last said so (`db/uploads/lease.ts`). */
    lastSeenAt: timestamp("last_seen_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
    /** Somebody wants it to stop; read by whoever takes it in, which may be another process. */
    cancelAskedAt: timestamp("cancel_asked_at", { withTimezone: true, mode: "string" }),
    /** Receipts that an undo has removed so far, and receipts whose amendment it has put back. */
    removed: count("removed"),
    putBack: count("put_back"),
    /** Of its entries in `receipt_changes`: an undo that goes on has dealt with those from this number on … */
    undoBefore: bigint("undo_before", { mode: "number" }),
    /** … and undos that are done with those up to this one: an upload that is sent again after it begins anew. */
    undoneTo: count("undone_to"),
    startedAt: timestamp("started_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
    finishedAt: timestamp("finished_at", { withTimezone: true, mode: "string" }),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.id] }),
    index("uploads_by_start").on(table.projectId, table.startedAt, table.id),
    check("uploads_id", sql`length(${table.id}) between 1 and 100`),
    check("uploads_status", sql`${table.status} in ('running', 'done', 'failed', 'cancelled', 'undoing', 'undone')`),
    check(
      "uploads_counts",
      sql`least(${table.bytes}, ${table.received}, ${table.inserted}, ${table.amended}, ${table.duplicates}, ${table.unpriced}, ${table.rejected}, ${table.removed}, ${table.putBack}) >= 0`,
    ),
  ],
);
