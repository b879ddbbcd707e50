import type { Locator } from "@playwright/test";

/** Drops a folder of the disk as a person does: the browser itself reads it. */
export async function dropFolder(target: Locator, path: string): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error("there is nowhere to drop it");
  const session = await target.page().context().newCDPSession(target.page());
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2, data };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, ...place });
  }
}
