import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
        { key: "Referrer-Policy", value: "same-origin" },
      ],
    },
  ],
  // Plain server packages: no need to bundle them.
  serverExternalPackages: ["postgres", "protobufjs", "@pydantic/genai-prices"],
};

export default config;
