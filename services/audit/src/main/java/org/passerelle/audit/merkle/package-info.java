/** Merkle trees of RFC 6962 §2.1: hashing, growth, proofs and their verification. Pure; needs nothing of the operator. */
@NullMarked
package org.passerelle.audit.merkle;

import org.jspecify.annotations.NullMarked;
