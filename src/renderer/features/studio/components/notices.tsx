import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { Icon } from '../../../components/icon.tsx';
import { infoQuery } from '../queries.ts';

/** What the user must know for as long as it holds, above everything else. */
export function Notices() {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const { data } = useQuery(infoQuery);
  return data?.notices.map(({ code, detail, atMs = 0 }) => (
    <div key={code} role="alert" className="flex items-start gap-2 border-b border-line bg-warning-soft px-4 py-1.5">
      <Icon of={TriangleAlert} className="mt-0.5 text-warning" />
      <p data-selectable>
        <span className="font-medium">{t(`notice.${code}.title`, { time: moment(atMs) })}</span>{' '}
        {t(`notice.${code}.hint`, { detail })}
      </p>
    </div>
  ));
}
