import type { ReactNode } from 'react';
import type { ReceiptView } from '../../../../shared/ipc/contract/receipt.ts';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';

/** What is stored, what proves it, and what it took. */
export function ReceiptFacts({ receipt }: { readonly receipt: ReceiptView }) {
  const { t } = useTranslation();
  const { bytes, moment, span, count } = useFormats();
  const { parts, linked, copiedParts, sentAgainBytes: again, queuedAtMs, verifiedAtMs } = receipt;
  const sent = linked ? t('receipts.linked') : parts.length === 0 ? t('receipts.onePart') : count(parts.length);
  const repeated = again === null ? t('receipts.notCounted') : again === 0 ? t('receipts.nothingAgain') : bytes(again);
  return (
    <>
      <dl className="numeric grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5" data-selectable>
        <Fact name={t('receipts.object')}>
          <bdi className="break-all">{`${receipt.bucketName}/${receipt.objectName}`}</bdi>
        </Fact>
        <Fact name={t('receipts.size')}>{`${bytes(receipt.bytes)} (${count(receipt.bytes)})`}</Fact>
        <Fact name={t('receipts.hash')}>
          <span className="break-all">{receipt.sha1 ?? t('receipts.hashOfParts')}</span>
        </Fact>
        {receipt.source ? (
          <Fact name={t('receipts.source')}>
            <p>{t('receipts.indexFirst')}</p>
            <span className="break-all">{receipt.source.sha1 ?? t('receipts.hashOfParts')}</span>
          </Fact>
        ) : null}
        <Fact name={t('receipts.parts')}>{sent}</Fact>
        {copiedParts > 0 ? (
          <Fact name={t('receipts.copied')}>{t('receipts.copiedParts', { count: copiedParts })}</Fact>
        ) : null}
        <Fact name={t('receipts.sentAgain')}>{repeated}</Fact>
        <Fact name={t('receipts.time')}>{span(Math.max(1_000, verifiedAtMs - queuedAtMs))}</Fact>
        <Fact name={t('receipts.verified')}>{moment(verifiedAtMs)}</Fact>
      </dl>
      {parts.length > 0 ? <PartHashes parts={parts} /> : null}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

/** Ten thousand at most, and hardly ever looked at: copying the details has them all. */
const SHOWN = 50;

function PartHashes({ parts }: Pick<ReceiptView, 'parts'>) {
  const { t } = useTranslation();
  return (
    <Disclosure words={t('receipts.partHashes')}>
      <ul aria-label={t('receipts.partHashes')} className="numeric pt-1 text-12" data-selectable>
        {parts.slice(0, SHOWN).map(({ partNumber, sha1 }) => (
          <li key={partNumber} className="flex gap-3">
            <span className="shrink-0 text-ink-muted">{t('receipts.part', { number: partNumber })}</span>
            <span className="break-all">{sha1}</span>
          </li>
        ))}
        {parts.length > SHOWN ? <li aria-hidden>…</li> : null}
      </ul>
    </Disclosure>
  );
}
