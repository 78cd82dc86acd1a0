/** PostgreSQL: one pool and schema per service, migrations, notifications. */
@NullMarked
package org.passerelle.platform.database;

import org.jspecify.annotations.NullMarked;
