import type { Page } from 'playwright-core';

/** The pages that are looked at in every width and in a wordy language; whoever makes a page adds it. */
export const MAIN_PAGES = ['/', '/?view=compact', '/?view=table', '/history', '/stats', '/people', '/connect'] as const;

const OVER = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** Charts draw themselves anew a moment after the window changed. */
const SETTLED_MS = 400;

/** How many pixels the page is wider than the window, once it has settled. */
export async function sideways(page: Page): Promise<number> {
  const over = await page.evaluate<number>(OVER);
  if (over <= 0) return over;
  await page.waitForTimeout(SETTLED_MS);
  return page.evaluate<number>(OVER);
}

/**
 * Words that do not fit into what they stand in: cut off without an ellipsis, or standing out of their button. What is
 * meant for readers only is one pixel wide and does not count.
 */
export const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const found = [];
    for (const element of document.querySelectorAll('h1, h2, h3, button, a, label, th, td, li, p, span, dt, dd')) {
      const hasWords = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
      if (!hasWords || element.clientWidth < 8 || element.scrollWidth <= element.clientWidth + 1) continue;
      const look = getComputedStyle(element);
      if (look.visibility === 'hidden' || look.display === 'inline' || look.textOverflow === 'ellipsis') continue;
      if (look.clipPath !== 'none' || look.webkitLineClamp !== 'none') continue;
      if (['auto', 'scroll'].includes(look.overflowX)) continue;
      found.push(element.tagName.toLowerCase() + ' "' + element.textContent.trim().slice(0, 60) + '" ' + element.scrollWidth + ' in ' + element.clientWidth);
    }
    return found;
  })()`);
