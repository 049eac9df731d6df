import type { unsaved as en } from '../en/unsaved.ts';
import type { Translated } from '../translated.ts';

export const unsaved: Translated<typeof en, 'ar'> = {
  struck: 'يُحذف عند الحفظ',
  mark: 'لم يُحفظ بعد',
  restore: 'عدم حذف «{{title}}»',
  deletion: 'حذف {{what}}',
  deletes: 'للحذف: {{what}}',
  changes_zero: 'لا تغييرات',
  changes_one: 'تغييرات في «{{title}}»',
  changes_two: 'تغييرات في موضعين',
  changes_few: 'تغييرات في {{count}} مواضع',
  changes_many: 'تغييرات في {{count}} موضعًا',
  changes_other: 'تغييرات في {{count}} موضع',
  deletedElsewhere: 'ما أردت حذفه حُذف في مكان آخر في أثناء ذلك.',
  fault: {
    title: 'لا يمكن حفظ «{{title}}» كما هو. لم يُحفظ شيء بعد.',
    hint: 'راجع حقوله، ثم احفظ من جديد.',
    show: 'إظهاره',
  },
  gone: {
    title_zero: 'تم الحفظ.',
    title_one: 'تم الحفظ. لكن «{{title}}» حُذف في مكان آخر في أثناء ذلك.',
    title_two: 'تم الحفظ. لكن اثنين مما غيّرته حُذفا في مكان آخر في أثناء ذلك.',
    title_few: 'تم الحفظ. لكن {{count}} مما غيّرته حُذفت في مكان آخر في أثناء ذلك.',
    title_many: 'تم الحفظ. لكن {{count}} مما غيّرته حُذفت في مكان آخر في أثناء ذلك.',
    title_other: 'تم الحفظ. لكن {{count}} مما غيّرته حُذفت في مكان آخر في أثناء ذلك.',
    hint_zero: 'لا شيء في سلة المحذوفات.',
    hint_one: 'هو في سلة المحذوفات، وفيه تغييراتك.',
    hint_two: 'هما في سلة المحذوفات، وفيهما تغييراتك.',
    hint_few: 'هي في سلة المحذوفات، وفيها تغييراتك.',
    hint_many: 'هي في سلة المحذوفات، وفيها تغييراتك.',
    hint_other: 'هي في سلة المحذوفات، وفيها تغييراتك.',
  },
};
