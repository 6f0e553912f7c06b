namespace TypedRpc.Generator.Analysis;

/// <summary>What the type argument of a call names.</summary>
internal enum RegistrationKind
{
    /// <summary>The call registers nothing.</summary>
    None,

    /// <summary>A contract, to be called or served.</summary>
    Contract,

    /// <summary>A class that implements contracts.</summary>
    Implementation,

    /// <summary>A contract of events, to be published or subscribed to.</summary>
    Events,

    /// <summary>A class that implements contracts of events.</summary>
    Subscriber,
}
