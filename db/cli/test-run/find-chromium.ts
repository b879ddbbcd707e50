import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { runChild } from "../child";

/** `path` null: the browser that Playwright brought along. */
export type Chromium = { found: true; path: string | null } | { found: false; problem: string };

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const DOWNLOAD_LIMIT_MS = 180_000;
const PLAYWRIGHT = createRequire(import.meta.url).resolve("@playwright/test/cli");

/**
 * A Chromium that starts: the one that is named, Playwright's own, the system's; else Debian's package (as root),
 * else Playwright's download.
 */
export async function findChromium(stop: AbortSignal): Promise<Chromium> {
  const named = process.env.PAYOFF_CHROMIUM;
  if (named) {
    const trouble = await launchTrouble(named);
    return trouble === null
      ? { found: true, path: named }
      : { found: false, problem: `The browser of PAYOFF_CHROMIUM, ${named}, does not start: ${trouble}` };
  }
  const there = await firstThatStarts([null, ...systemBrowsers()]);
  if (there) return there;
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    console.log("There is no Chromium: installing the system's package …");
    await installPackage(stop);
    const installed = await firstThatStarts(systemBrowsers());
    if (installed) return installed;
  }
  if (!stop.aborted) {
    console.log("There is no Chromium: trying Playwright's download …");
    await runChild(process.execPath, [PLAYWRIGHT, "install", "chromium"], {
      stop: AbortSignal.any([stop, AbortSignal.timeout(DOWNLOAD_LIMIT_MS)]),
    });
  }
  const trouble = await launchTrouble(null);
  if (trouble === null) return { found: true, path: null };
  return {
    found: false,
    problem:
      `There is no Chromium that starts, so nothing was tested in a browser (${trouble}). Install the package chromium ` +
      "or Google Chrome, or set PAYOFF_CHROMIUM to the browser's program.",
  };
}

async function installPackage(stop: AbortSignal): Promise<void> {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const updated = await runChild("apt-get", ["update", "-qq"], { env, stop });
  if (updated !== 0) return;
  await runChild("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { env, stop });
}

function systemBrowsers(): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...PROGRAMS.flatMap((name) => folders.map((folder) => join(folder, name))), ...ELSEWHERE].filter((path) =>
    existsSync(path),
  );
}

async function firstThatStarts(paths: (string | null)[]): Promise<Chromium | null> {
  for (const path of paths) if ((await launchTrouble(path)) === null) return { found: true, path };
  return null;
}

/** Why a browser does not start, in one line, or null. To start it is the one proof that it is there and whole. */
async function launchTrouble(path: string | null): Promise<string | null> {
  try {
    const browser = await chromium.launch({
      ...(path === null ? {} : { executablePath: path }),
      args: ["--no-sandbox"],
    });
    await browser.close();
    return null;
  } catch (error) {
    const [line = "unknown"] = (error as Error).message.split("\n");
    return line;
  }
}
