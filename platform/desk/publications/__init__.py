"""
Publications: what headquarters tells all partners at once.

    draft ── publish ──► version 1 ── publish ──► version 2 ── withdraw ──► archive

A *bulletin* (virus, patch, other) is written as a *draft*, which only headquarters sees, and published as a *version*,
which nobody changes. Each partner's own job makes its fact of it, `hq.bulletin`, and tells whoever has to know; an
urgent one goes before everything else. Members *read* it and *take note*; headquarters sees counts. Where a partner
agreed, by a setting and by a click for this version, its customers read the words meant for them in the portal.

The *price standard* is what headquarters says that things cost: version by version, each *valid from* a day.
"""
