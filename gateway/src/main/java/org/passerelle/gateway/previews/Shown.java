package org.passerelle.gateway.previews;

import java.util.Optional;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.View;

/** How much of what others would get may be shown to whoever asks: no content that they could not read themselves. */
sealed interface Shown {

    /** Whether a view for somebody else may be shown. */
    boolean covers(View theirs);

    /** The caller wrote it. */
    record Everything() implements Shown {
        @Override
        public boolean covers(View theirs) {
            return true;
        }
    }

    /** @param own view of the caller; of parts of others, some may be withheld from the caller and not from the recipient */
    record AsRead(View own) implements Shown {
        @Override
        public boolean covers(View theirs) {
            return theirs.portions().stream()
                            .allMatch(portion -> own.portions().stream()
                                    .anyMatch(read -> read.id().equals(portion.id())))
                    && theirs.attachments().stream()
                            .allMatch(attachment -> own.attachments().stream()
                                    .anyMatch(read -> read.id().equals(attachment.id())))
                    && head(theirs.head(), theirs);
        }

        private boolean head(Optional<Content.Head> head, View theirs) {
            return head.isEmpty()
                    || own.head().map(read -> covers(read, head.get(), theirs)).orElse(false);
        }

        private boolean covers(Content.Head read, Content.Head head, View theirs) {
            return own.geometry().compareTo(theirs.geometry()) <= 0
                    && read.tags().containsAll(head.tags())
                    && read.details().entrySet().containsAll(head.details().entrySet());
        }
    }
}
