/** What a change of an agreement would disclose or cut off, told to one of its parties. */
@NullMarked
package org.passerelle.gateway.impact;

import org.jspecify.annotations.NullMarked;
