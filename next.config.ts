import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // The driver and the price catalogue are plain server packages: no need to bundle them.
  serverExternalPackages: ["postgres", "@pydantic/genai-prices"],
};

export default config;
