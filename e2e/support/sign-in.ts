import { expect, type Page } from "@playwright/test";
import { API_KEY } from "./api";

/** Signs in on the page, as a person who has an admin key does. */
export async function signIn(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByLabel("Sign-in secret").fill(API_KEY);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).not.toHaveURL(/sign-in/);
}
