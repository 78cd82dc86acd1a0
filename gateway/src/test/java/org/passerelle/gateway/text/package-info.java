/** That printed and shown texts say what they are given to say, and nothing else. */
@NullMarked
package org.passerelle.gateway.text;

import org.jspecify.annotations.NullMarked;
