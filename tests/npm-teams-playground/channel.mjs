// The Playground as a person uses it. Everything that knows its page stands here.
const patience = 60_000;

export const visit = (page) => {
  page.setDefaultTimeout(patience);
  const post = '.fui-Card';
  const card = '.ac-adaptiveCard';

  /** Types as a person does: a mention is chosen from the list that opens. */
  const write = async (box, words) => {
    await box.click();
    const addressed = words.startsWith('@ChatOps');
    if (addressed) {
      await page.keyboard.type('@Cha');
      await page.locator('#typeahead-menu').getByRole('menuitem').first().click();
    }
    await page.keyboard.type(addressed ? words.slice('@ChatOps'.length) : words);
  };

  const dialog = page.getByRole('dialog');
  const close = async () => {
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  const extension = async (kind) => {
    await page.getByRole('button', { name: 'Trigger Message Extension App' }).first().click();
    await page.getByRole('menuitem', { name: kind }).click();
  };

  /** One post of the channel with what was answered to it. */
  const thread = (found) => ({
    found,
    root: found.locator(card).first(),
    cards: () => found.locator(card).count(),
    /** The newest card with these words. */
    reply: async (words) => {
      const shown = found.locator(card).filter({ hasText: words }).last();
      await shown.waitFor();
      return shown;
    },
    says: async (words) => found.getByText(words).last().waitFor(),
    write: async (words) => {
      await write(found.locator('[contenteditable=true]'), words);
      await found.getByRole('button', { name: 'Send Message' }).click();
      await found.getByText(words.replace('@ChatOps', '').trim().slice(0, 40)).last().waitFor();
    },
    /** The message extension of a kind that works on one message: the first of the post. */
    act: async (command) => {
      await found.getByRole('button', { name: 'Show more information' }).first().click();
      await page.getByRole('menuitem', { name: 'Action Command' }).click();
      await dialog.getByPlaceholder('Input command id').fill(command);
      await dialog.getByRole('button', { name: 'Create' }).click();
      return { dialog, close };
    },
  });

  return {
    open: async (name) => {
      await page.getByText(name, { exact: true }).first().click();
      await page.getByRole('button', { name: 'Post', exact: true }).waitFor();
    },
    roots: () => page.locator(post).evaluateAll((posts, card) => posts.map((one) => one.querySelector(card)?.innerText ?? ''), card),
    thread: async (words) => {
      const found = page.locator(post).filter({ hasText: words }).first();
      await found.waitFor();
      return thread(found);
    },
    post: async (words) => {
      const composer = page.locator(post).filter({ has: page.getByRole('button', { name: 'Post', exact: true }) });
      if (words) await write(composer.locator('[contenteditable=true]'), words);
      await composer.getByRole('button', { name: 'Post', exact: true }).click();
    },
    /** In a chat, which has no posts. */
    chat: async (name, words) => {
      await page.getByText(name, { exact: true }).first().click();
      await page.getByText('Start a new post').waitFor({ state: 'hidden' });
      await write(page.getByRole('textbox'), words);
      await page.getByRole('button', { name: 'Send Message' }).click();
    },
    search: async (command, parameter, words) => {
      await extension('Search Command');
      await page.getByText('Specify Command ID or Parameter').click();
      await page.getByPlaceholder('Command ID').fill(command);
      await page.getByPlaceholder('Parameter name').fill(parameter);
      await page.getByPlaceholder('Enter a search term').fill(words);
      await page.keyboard.press('Enter');
      return page.locator('.fui-PopoverSurface');
    },
    unfurl: async (link) => {
      await extension('Link Unfurling');
      await dialog.getByRole('textbox').fill(link);
      return { dialog, send: () => dialog.getByRole('button', { name: 'Send to Conversation' }).click(), cancel: () => dialog.getByRole('button', { name: 'Cancel' }).click() };
    },
    card: (words) => page.locator(card).filter({ hasText: words }).last(),
  };
};

/** What stands in it, as a person reads it. */
export const words = async (shown) => (await shown.innerText()).replace(/\s+/g, ' ');
export const buttons = (shown) => shown.getByRole('button').allInnerTexts();
export const press = (shown, name) => shown.getByRole('button', { name, exact: true }).first().click();
