import type { Locator, Page } from 'playwright-core';

const STEP_PX = 120;
const MAX_STEPS = 150;

/** Whether a click in the middle of the element hits it, and nothing that lies over it. */
function isInSight(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  return hit !== null && element.contains(hit);
}

/**
 * Turns the mouse wheel over the Chat view until `target` can be clicked. The list draws only what
 * is in view and moves it by transforms, so the browser itself cannot scroll to anything.
 */
export async function scrollInChat(page: Page, target: Locator): Promise<void> {
  const list = page.locator('.interactive-session .interactive-list').first();
  for (let step = 0; step < MAX_STEPS; step++) {
    if (await target.evaluate(isInSight)) return;
    const [view, box] = await Promise.all([list.boundingBox(), target.boundingBox()]);
    if (view === null || box === null) throw new Error('It is not drawn in the Chat view.');
    const middle = view.y + view.height / 2;
    await page.mouse.move(view.x + view.width / 2, middle);
    await page.mouse.wheel(0, box.y + box.height / 2 < middle ? -STEP_PX : STEP_PX);
    // Drawn in the next frame.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  throw new Error('The Chat view does not scroll to it.');
}
