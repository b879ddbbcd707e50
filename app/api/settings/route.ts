import { getDb } from "@/db/client";
import { getSettings } from "@/db/queries/get-settings";
import { MAX_STEPS_WITH_SETTINGS, saveSettings } from "@/db/settings/save-settings";
import { SETTINGS } from "@/lib/verdict/settings";
import { parseSettingsBody, settingsBody } from "@/lib/verdict/settings-body";
import { authorise } from "../authorise";
import { handle } from "../handle";
import { badBody, readJson } from "../json-body";
import { otherMethods } from "../other-methods";
import { problem } from "../problem";

export const { OPTIONS, POST, PATCH, DELETE } = otherMethods("GET", "PUT");

/** What the project and its steps have set. The `ETag` is what a `PUT` says that it has looked at. */
export async function GET(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "read");
    return access.ok ? answer(access.project.id) : access.response;
  });
}

/** Saves all that is given or nothing: null is back to what is inherited, what is absent stays. */
export async function PUT(request: Request): Promise<Response> {
  return handle(async () => {
    const access = await authorise(request, "admin");
    if (!access.ok) return access.response;
    const lookedAt = parseIfMatch(request.headers.get("if-match"));
    if (lookedAt === "missing") {
      return problem(428, "Send If-Match with the ETag of GET /api/settings, or * to save over whatever is there.");
    }
    const sent = await readJson(request);
    if (!sent.ok) return sent.response;
    const parsed = parseSettingsBody(sent.body);
    if (!parsed.ok) return badBody(parsed.errors);
    const saved = await saveSettings(getDb(), access.project.id, parsed.edits, { lookedAt, by: access.by });
    if (saved.ok) return answer(access.project.id);
    if (saved.problem === "too_many_steps") {
      return problem(409, `At most ${MAX_STEPS_WITH_SETTINGS} steps can have settings of their own.`);
    }
    const meanwhile = saved.meanwhile.map(({ name, number: _, ...change }) => ({
      ...change,
      name: SETTINGS[name].parameter,
    }));
    return problem(
      412,
      "Somebody else has changed the settings since; nothing was saved.",
      { meanwhile },
      {
        ETag: etagOf(saved.version),
      },
    );
  });
}

async function answer(projectId: string): Promise<Response> {
  const saved = await getSettings(getDb(), projectId);
  return Response.json(settingsBody(saved), { headers: { ETag: etagOf(saved.version) } });
}

const etagOf = (version: number): string => `"${version}"`;

/** null for `*`; a version that never was for a tag that is none of ours. A proxy that compresses makes tags weak. */
function parseIfMatch(header: string | null): number | null | "missing" {
  const tag = header?.trim() ?? "";
  if (tag === "") return "missing";
  if (tag === "*") return null;
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(tag)?.[1];
  return version === undefined ? -1 : Number(version);
}
