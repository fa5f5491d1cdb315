namespace DnnBrain.Torch;

public static partial class torch
{
    /// <summary>Neural network functions.</summary>
    public static partial class nn
    {
        /// <summary>What becomes of the elements' losses; the numbers are LibTorch's.</summary>
        public enum Reduction
        {
            /// <summary>They are returned as they are.</summary>
            None = 0,

            /// <summary>Their mean.</summary>
            Mean = 1,

            /// <summary>Their sum.</summary>
            Sum = 2,
        }

        /// <summary>Layers as functions: parameters are arguments.</summary>
        public static partial class functional
        {
        }
    }
}
