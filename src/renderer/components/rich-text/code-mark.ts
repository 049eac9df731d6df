import { Mark, markInputRule, markPasteRule } from '@tiptap/react';

const typed = /(?:^|[^`])(`([^`]+)`(?!`))$/;

/** Code within a line. Unlike the editor's own it may be in a link or in emphasis, as in Markdown. */
export const CodeMark = Mark.create({
  name: 'code',
  code: true,
  exitable: true,
  parseHTML: () => [{ tag: 'code' }],
  renderHTML: () => ['code', 0],
  addKeyboardShortcuts() {
    return { 'Mod-e': () => this.editor.commands.toggleMark(this.name) };
  },
  addInputRules() {
    return [markInputRule({ find: typed, type: this.type })];
  },
  addPasteRules() {
    return [markPasteRule({ find: /(?:^|[^`])(`([^`]+)`(?!`))/g, type: this.type })];
  },
});
