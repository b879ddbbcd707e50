import { spawnSync } from "node:child_process";
import { Zip, ZipDeflate, ZipPassThrough, zipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyCells } from "../cells/verify";
import { getUpload } from "../queries/get-upload";
import { listUploadRejects } from "../queries/list-upload-rejects";
import { createTestDatabase, type TestDatabase } from "../testing/database";
import { beginUndo, finishUndo } from "../uploads/undo-upload";
import { uploadFile } from "./upload-file";

const OUTPUT = 50;

/** A line of a Claude Code session. */
const call = (session: string, minute: number) =>
  JSON.stringify({
    ...{ type: "assistant", sessionId: session, cwd: "/home/jo/invoices", version: "2.1.0", requestId: `r${minute}` },
    timestamp: `2026-05-04T10:${String(minute).padStart(2, "0")}:00Z`,
    message: {
      ...{ id: `msg_${session}_${minute}`, role: "assistant", model: "claude-opus-4-5" },
      content: [{ type: "text" }],
      usage: { input_tokens: 10, output_tokens: OUTPUT },
    },
  });
const session = (name: string, ...minutes: number[]) => `${minutes.map((minute) => call(name, minute)).join("\n")}\n`;
const run = (id: string, change: object = {}) =>
  JSON.stringify({
    ...{ id, started_at: "2026-11-02T09:30:00Z", workflow: "w", step: "s", model: "gpt-5.4", status: "accepted" },
    ...change,
  });
const CSV = "when,what\n2026-11-02,x\n2026-11-03,y\n";
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6]);

const zip = (files: Record<string, string | Uint8Array>, level: 0 | 6 = 6): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, data]) => [name, Buffer.from(data as string)])), {
      level,
    }),
  );

/** As macOS and whoever else writes to a stream packs: sizes come behind the bytes. */
function streamedZip(files: Record<string, string>, pack: "deflate" | "store"): Buffer {
  const parts: Uint8Array[] = [];
  const archive = new Zip((_, data) => parts.push(data));
  for (const [name, text] of Object.entries(files)) {
    const file = pack === "deflate" ? new ZipDeflate(name) : new ZipPassThrough(name);
    archive.add(file);
    file.push(Buffer.from(text), true);
  }
  archive.end();
  return Buffer.concat(parts);
}

/** In pieces of a size that cuts every header somewhere. */
async function* pieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe("a zip of files", () => {
  let database: TestDatabase;
  let count = 0;
  let project: { id: string; timeZone: string };
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(async () => {
    count += 1;
    project = { id: `p${count}`, timeZone: "UTC" };
    await database.db.$client`insert into projects (id, name) values (${project.id}, 'test')`;
  });
  afterAll(() => database.drop());

  async function send(bytes: Buffer, size = 1 << 16) {
    count += 1;
    const uploadId = `zip-${count}`;
    const result = await uploadFile({
      ...{ db: database.db, project, uploadId, filename: "x.bin", format: "auto", mapping: null, totalBytes: null },
      body: pieces(bytes, size),
    });
    return { uploadId, result, row: await getUpload(database.db, project.id, uploadId) };
  }
  const receipts = async () => {
    const rows = await database.db.$client`
      select id, output_tokens as tokens from receipts where project_id = ${project.id} order by id`;
    return rows.map(({ id, tokens }) => [id, tokens === null ? null : Number(tokens)]);
  };
  const isExact = async () => (await verifyCells(database.db)).flatMap(({ differences }) => differences);
  async function undo(uploadId: string) {
    await beginUndo(database.db, { projectId: project.id, uploadId });
    await finishUndo(database.db, project, uploadId, "ci");
  }

  it("takes in overlapping sessions, says why a CSV is not, and leaves out what is no text", async () => {
    const { result, row } = await send(
      zip({
        "projects/": "",
        "projects/one.jsonl": session("one", 1, 2, 3),
        "projects/again/one.jsonl": session("one", 2, 3, 4),
        "__MACOSX/projects/._one.jsonl": "x",
        "projects/.DS_Store": "x",
        "plan.csv": CSV,
        "shot.png": PNG,
        "notes.txt": "Nothing of it is a record",
        "empty.jsonl": "",
      }),
    );
    expect(result).toMatchObject({ failure: null, format: "zip", received: 6, rejected: 0, filesNotShown: 0 });
    const files = Object.fromEntries((row?.files ?? []).map((file) => [file.name, file]));
    expect(row?.files).toEqual(result.files);
    expect(files["projects/one.jsonl"]).toMatchObject({
      format: "claude-code",
      received: 3,
      inserted: 1,
      failure: null,
    });
    expect(files["projects/again/one.jsonl"]).toMatchObject({ format: "claude-code", received: 3, amended: 1 });
    expect(files["plan.csv"]).toMatchObject({ leftOut: null, failure: expect.stringContaining("mapping") });
    expect(files["shot.png"]).toMatchObject({ failure: null, leftOut: expect.stringContaining("a PNG image") });
    expect(files["notes.txt"]?.leftOut).toContain("neither NDJSON");
    expect(files["empty.jsonl"]?.leftOut).toContain("empty");
    expect(files["projects/.DS_Store"]?.leftOut).toBe("a hidden file");
    expect(files["__MACOSX/projects/._one.jsonl"]?.leftOut).toBe("kept by macOS for itself");
    expect(files["projects/"]).toBeUndefined();
    expect(row?.status).toBe("done");
    expect(await receipts()).toEqual([["claude-code:one", 4 * OUTPUT]]);
    expect(await isExact()).toEqual([]);
  });

  it("says of a rejected line which file it is of", async () => {
    const { uploadId, result } = await send(
      zip({
        "a.ndjson": run("a"),
        "b.ndjson": `${run("b")}\n${run("c", { status: "great" })}`,
        "c.ndjson": run("c", { status: "good" }),
      }),
    );
    expect(result).toMatchObject({ received: 4, inserted: 2, rejected: 2 });
    expect(result.rejects.map(({ file, line }) => [file, line])).toEqual([
      ["b.ndjson", 2],
      ["c.ndjson", 1],
    ]);
    const { value: stored } = await listUploadRejects(database.db, project.id, uploadId).next();
    expect(stored).toEqual(result.rejects);
    await undo(uploadId);
  });

  const FILES = { "a/one.jsonl": session("one", 1, 2), "two.jsonl": session("two", 1), "r.ndjson": run("r") };
  const IN = [
    ["claude-code:one", 2 * OUTPUT],
    ["claude-code:two", OUTPUT],
    ["r", null],
  ];
  const python = (code: string) => {
    const input = JSON.stringify(FILES);
    const made = spawnSync("python3", ["-c", `import sys, io, json, zipfile\nfiles = json.load(sys.stdin)\n${code}`], {
      input,
    });
    return made.status === 0 ? made.stdout : null;
  };
  const PYTHON_FILE = (options: string, write = "z.writestr(name, text)") =>
    python(
      `b = io.BytesIO()\nz = zipfile.ZipFile(b, "w", ${options})\nfor name, text in files.items():\n  ${write}\nz.close()\nsys.stdout.buffer.write(b.getvalue())`,
    );
  it.each<[string, Buffer | null]>([
    ["packed", zip(FILES)],
    ["stored", zip(FILES, 0)],
    ["packed as a stream", streamedZip(FILES, "deflate")],
    ["by Python", PYTHON_FILE("zipfile.ZIP_DEFLATED")],
    ["by Python, stored", PYTHON_FILE("zipfile.ZIP_STORED")],
    [
      "by Python, zip64",
      PYTHON_FILE("zipfile.ZIP_DEFLATED", 'f = z.open(name, "w", force_zip64=True); f.write(text.encode()); f.close()'),
    ],
    [
      "by Python to a pipe",
      python(
        `z = zipfile.ZipFile(sys.stdout.buffer, "w", zipfile.ZIP_DEFLATED)\nfor name, text in files.items(): z.writestr(name, text)\nz.close()`,
      ),
    ],
    [
      "by Python to a pipe, zip64",
      python(
        `z = zipfile.ZipFile(sys.stdout.buffer, "w", zipfile.ZIP_DEFLATED)\nfor name, text in files.items():\n  f = z.open(name, "w", force_zip64=True); f.write(text.encode()); f.close()\nz.close()`,
      ),
    ],
  ])("is read however it was made: %s", async (_, bytes) => {
    // There is no Python here to make it.
    if (bytes === null) return;
    for (const size of [1, 17, 1 << 16]) {
      const { uploadId, result } = await send(bytes, size);
      expect(result.failure).toBeNull();
      expect(await receipts()).toEqual(IN);
      await undo(uploadId);
    }
  });

  it.each<[string, Buffer, string, RegExp]>([
    ["without a file", zip({}), "empty", /no file in it/],
    ["of a spreadsheet", zip({ "[Content_Types].xml": "<x/>", "xl/a.xml": "<x/>" }), "unsupported", /export it as CSV/],
    ["encrypted", encrypted(zip({ "a.ndjson": run("a") })), "unsupported", /encrypted/],
    ["of a zip", zip({ "a.zip": zip({ "a.ndjson": run("a") }) }), "unsupported", /a\.zip: It is packed itself/],
    ["of a bomb", zip({ "a.ndjson": Buffer.alloc(250_000_000, 0x20) }), "too_big", /400 times/],
    ["of files without a length", streamedZip({ "a.ndjson": run("a") }, "store"), "broken", /how long a\.ndjson is/],
    ["damaged", Buffer.concat([zip({ "a.ndjson": run("a") }).subarray(0, 38), Buffer.alloc(200, 0xff)]), "broken", /./],
  ])("is refused %s", async (_, bytes, code, words) => {
    const { result, row } = await send(bytes);
    expect(result.failure).toMatchObject({ code, message: expect.stringMatching(words) });
    expect(row).toMatchObject({ status: "failed", inserted: 0 });
    expect(await receipts()).toEqual([]);
  });

  it("is no matter of a connection that breaks before anything was recognised", async () => {
    async function* broken() {
      yield Buffer.from("PK");
      throw new Error("reset");
    }
    const options = { db: database.db, project, uploadId: "cut", filename: "x.zip", format: "auto" as const };
    const result = await uploadFile({ ...options, mapping: null, totalBytes: null, body: broken() });
    expect(result.failure).toMatchObject({ code: "cut_off", message: expect.stringContaining("connection") });
  });

  it("keeps what was whole where it breaks off, wherever that is, and is completed by sending it again", async () => {
    const whole = zip({ "a.ndjson": run("a"), "b.ndjson": run("b") });
    for (const share of [0.2, 0.4, 0.6, 0.8, 0.99]) {
      const { result, row } = await send(whole.subarray(0, Math.floor(whole.length * share)));
      expect(result.failure?.code, String(share)).toBe("cut_off");
      expect(row?.status).toBe("failed");
    }
    await send(whole);
    expect((await receipts()).map(([id]) => id)).toEqual(["a", "b"]);
  });
});

/** With the bit set by which a reader knows. */
function encrypted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt16LE(copy.readUInt16LE(6) | 1, 6);
  return copy;
}
