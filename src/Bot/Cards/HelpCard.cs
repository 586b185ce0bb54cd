namespace ChatOps.Bot.Cards;

/// <summary>What can be asked, each with an example.</summary>
internal static class HelpCard
{
    public static Card Of() => new(CardKind.Help, "What can be asked")
    {
        Sections =
        [
            new CardFacts(
            [
                new("/investigate <finding>", "a finding id, its ARN, or the URL of the GuardDuty or Detective console"),
                new("/investigate ip 198.51.100.23", "an address; likewise instance i-…, role …, user …, bucket …, account …"),
                new("/investigate Recon:EC2/Portscan", "a finding type or words of a title; several matches can be chosen from"),
                new("/flow instance i-…", "any of the questions below, asked in a thread of its own"),
                new("… last 6h", "any question may end with a window, in UTC: last 6h, 2024-08-01 11:00..12:00, 2024-08-01, today, yesterday"),
            ]),
            new CardParagraph("Inside a thread, after @bot:"),
            new CardFacts(
            [
                new("pivot [entity]", "the entities that can be followed, or one of them"),
                new("span [entity] [window]", "when it was observed, by every source"),
                new("findings [entity] [window]", "findings associated with it"),
                new("flow [entity] [window]", "traffic per hour against what is usual, spikes, distinct addresses and ports"),
                new("activity [entity] [window]", "a window's traffic by address, ports and protocol; without a window the busiest spike"),
                new("calls [entity] [window]", "API calls per hour, successful and failed, and who called what"),
                new("new [entity] [window]", "what was not seen in the 45 days before"),
                new("interaction [entity] [window]", "principals, instances and roles it dealt with"),
                new("addresses [entity] [window]", "addresses it used, or interfaces that used it"),
                new("kubernetes [entity] [window]", "calls of a subject, cluster or address, from EKS audit logs"),
                new("permissions [entity] [window]", "what a role may do, what of it was used, and what would have been enough"),
                new("detective [role|user …] [window]", "Detective's own investigation of a role or user, with its indicators"),
                new("interval 2024-08-01 11:00..12:00", "the interval of this thread; interval narrow and widen halve and double it, reset puts it back"),
                new("archive, unarchive", "puts the thread's finding out of sight in GuardDuty, or brings it back"),
                new("feedback useful | not-useful [comment]", "tells GuardDuty whether the finding was"),
                new("take, assign @ana, contain", "who has the case, and that it is contained"),
                new("snooze 4h, snooze off", "nothing is posted until then; snooze change: until something changes"),
                new("close benign our own scanner", "with true-positive, false-positive, benign or duplicate 17, and why; reopen takes it back"),
                new("lead 18 19, lead related", "this case leads those; lead off ends it"),
                new("history [entity]", "seen before: earlier cases, findings and notes with it"),
                new("trail", "how the thread got from one entity to the next"),
                new("pin, unpin", "the last answer is to stand in the report; key marks your last note as key evidence"),
                new("report", "the after-action report of the case, a new version each time"),
                new("policy [@ana]", "who may do what, or what one person may here and why; for admins, told to them alone"),
                new("audit [@ana] [refused] [verb] [window]", "what was asked, the newest twenty; likewise for admins alone"),
                new("ingest", "how far the evidence index is; starts bringing it up to date"),
                new("help", "this list"),
                new("anything else", "is kept as a note"),
            ]),
        ],
    };
}
