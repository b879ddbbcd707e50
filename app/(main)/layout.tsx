import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { submitSignOut } from "../sign-in/actions";

/** Each page asks for its own session: a layout is not drawn anew when one goes from page to page. */
export default function MainLayout({ children }: { children: ReactNode }) {
  return <Shell signOut={submitSignOut}>{children}</Shell>;
}
