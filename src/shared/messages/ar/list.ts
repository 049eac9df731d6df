import type { list as en } from '../en/list.ts';
import type { Translated } from '../translated.ts';

export const list: Translated<typeof en, 'ar'> = {
  selected_zero: 'لا شيء محدد',
  selected_one: 'عنصر واحد محدد',
  selected_two: 'عنصران محددان',
  selected_few: '{{count}} عناصر محددة',
  selected_many: '{{count}} عنصرًا محددًا',
  selected_other: '{{count}} عنصر محدد',
  hidden: '{{selected}}، منها {{count}} غير ظاهرة',
};
