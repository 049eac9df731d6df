import { useMutation, useQuery } from '@tanstack/react-query';
import type { VersionId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Icon } from '../../../components/icon.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { sendStoredAgain } from '../mutations.ts';
import { receiptQuery } from '../queries.ts';
import { showReceipt } from '../uploads-ui-store.ts';
import { verbIcons } from './verb-items.ts';

interface StoredVerbsProps {
  readonly versionId: VersionId;
  /** It was found to be gone or altered in storage. */
  readonly isBad: boolean;
}

/** What can be done with a video that was stored. */
export function StoredVerbs({ versionId, isBad }: StoredVerbsProps) {
  const { t } = useTranslation();
  const { data: receipt } = useQuery({ ...receiptQuery(versionId), enabled: isBad });
  const again = useMutation(sendStoredAgain);
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {isBad && receipt?.canSendAgain ? (
          <Button look="primary" size="compact" busy={again.isPending} onClick={() => again.mutate(receipt.uploadId)}>
            <Icon of={verbIcons.sendAgain} />
            {t('uploads.verb.sendAgain')}
          </Button>
        ) : null}
        <Button size="compact" onClick={() => showReceipt(versionId)}>
          <Icon of={verbIcons.receipt} />
          {t('uploads.verb.receipt')}
        </Button>
      </div>
      <FailureNote error={again.error} />
    </>
  );
}
