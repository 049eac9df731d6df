/** How a lesson's text looks, while it is written and as it is read. Each paragraph has the direction of its own words. */
export const richProse =
  'text-13 leading-relaxed text-ink [overflow-wrap:anywhere] [&>*+*]:mt-2 [&_li>*+*]:mt-1 [&_blockquote>*+*]:mt-2 ' +
  '[&_:is(p,h1,h2,h3,h4,h5,h6)]:[unicode-bidi:plaintext] ' +
  '[&_h1]:text-20 [&_h1]:font-semibold [&_h2]:text-15 [&_h2]:font-semibold [&_h3]:font-semibold [&_h4]:font-semibold ' +
  '[&_h5]:font-semibold [&_h6]:font-semibold [&_ul]:list-disc [&_ol]:list-decimal [&_ul]:ps-5 [&_ol]:ps-6 ' +
  '[&_blockquote]:border-s-2 [&_blockquote]:border-line-control [&_blockquote]:ps-3 [&_blockquote]:text-ink-muted ' +
  '[&_pre]:whitespace-pre-wrap [&_pre]:rounded-md [&_pre]:bg-sunken [&_pre]:p-2 [&_pre]:font-mono [&_pre]:text-12 ' +
  '[&_:not(pre)>code]:rounded-sm [&_:not(pre)>code]:bg-sunken [&_:not(pre)>code]:px-1 [&_code]:font-mono [&_code]:text-12 ' +
  '[&_a]:text-accent-text [&_a]:underline [&_hr]:border-line [&_img]:inline [&_img]:max-w-full [&_img]:rounded-md ' +
  '[&_[data-missing-picture]]:text-ink-faint [&_[data-missing-picture]]:italic';

/** What the editor would put into a style sheet of its own, which the page's policy does not take. */
export const editable =
  'whitespace-break-spaces outline-none [font-variant-ligatures:none] [&_.ProseMirror-separator]:inline! ' +
  '[&_.ProseMirror-separator]:size-0! [&_.ProseMirror-selectednode]:outline-2 [&_.ProseMirror-selectednode]:outline-focus ' +
  '[&_img[data-undescribed]]:border [&_img[data-undescribed]]:border-dashed [&_img[data-undescribed]]:border-warning';
