"""
Calls: who rang, who answered, and what is to be called back; told by a telephone system, or noted by hand.

    ringing ──► talking ──► ended
    ringing ──► missed                 nobody answered
    ringing, missed ──► to_call_back   they left word ──► called_back

A *reference* is the telephone system's own word for a call: what it tells of one reference is one call. A call in
*service hours* is one that came while the calendar said that somebody is here; only those count for the answer rate.
"""
