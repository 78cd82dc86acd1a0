/** Owner of records, portions, label classes, attachments, search and recall. */
@NullMarked
package org.passerelle.records;

import org.jspecify.annotations.NullMarked;
