using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>A scope and where it came from, as each card shows it.</summary>
internal static class ScopeWords
{
    public static CardText Of(ScopeTime scope)
    {
        CardRun[] window = [new Strong("Scope "), new Interval(scope.Window.Start, scope.Window.End)];
        return scope switch
        {
            { Origin: ScopeOrigin.SetByAnalyst, SetBy: { } who } => CardText.Of([.. window, " · interval set by ", new Literal(who)]),
            { Origin: ScopeOrigin.Finding } => CardText.Of([.. window, ", around the finding's first to last seen, in whole hours"]),
            { Origin: ScopeOrigin.AroundFinding } => CardText.Of([.. window, ", from a day before to a day after the finding, in whole hours"]),
            { Origin: ScopeOrigin.Entity } => CardText.Of([.. window, ", whole hours around all that is known, at most 45 days"]),
            { Origin: ScopeOrigin.Mentions } => CardText.Of([.. window, ", around the findings that name it, in whole hours"]),
            { Origin: ScopeOrigin.LastDay } => CardText.Of([.. window, ", the last day of what is known"]),
            { Origin: ScopeOrigin.Spike } => CardText.Of([.. window, ", the hour that stands out"]),
            _ => CardText.Of([.. window, ", as asked"]),
        };
    }
}
