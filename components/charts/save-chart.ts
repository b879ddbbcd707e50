import { type ChartTable, chartCsv } from "@/lib/view/chart-table";
import { drawSvg } from "./draw-svg";

const PIXELS_EACH = 2;

/**
 * Saves a chart from the browser: its numbers, or its picture on a light ground.
 *
 * @throws Error with a sentence where there is no picture or the browser cannot draw it.
 */
export async function saveChart(
  format: "csv" | "svg" | "png",
  title: string,
  data: ChartTable,
  frame: HTMLElement | null,
): Promise<void> {
  const name = `${title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}.${format}`;
  if (format === "csv") return download(name, new Blob([chartCsv(data)], { type: "text/csv" }));
  const svg = frame?.querySelector<SVGSVGElement>("figure svg");
  if (!svg) throw new Error("the picture is not drawn yet.");
  const drawn = await drawSvg(svg, title);
  const file = new Blob([drawn.text], { type: "image/svg+xml" });
  download(name, format === "svg" ? file : await toPng(drawn));
}

async function toPng({ text, width, height }: { text: string; width: number; height: number }): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * PIXELS_EACH;
  canvas.height = height * PIXELS_EACH;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("the browser could not draw it.");
  return blob;
}

function download(name: string, file: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken the address by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
