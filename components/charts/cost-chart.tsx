"use client";

import dynamic from "next/dynamic";

/** Costs as bars. What draws them comes after the words and numbers of the page. */
export const CostChart = dynamic(() => import("./cost-bars").then((module) => module.CostBars), { ssr: false });
