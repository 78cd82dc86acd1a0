/** What a service is and what it is given. */
@NullMarked
package org.passerelle.platform.service;

import org.jspecify.annotations.NullMarked;
