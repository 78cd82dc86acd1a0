/** How long a search takes, beside what it would take with a database of one's own, without authorisation, and with two other ways of it. */
@NullMarked
package org.passerelle.node.bench.search;

import org.jspecify.annotations.NullMarked;
